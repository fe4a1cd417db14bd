"""Who decided what, on which standard of proof?"""
