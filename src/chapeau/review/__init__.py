"""What did people accept, change, reject?"""
