"""What exactly did we receive, from where, when, and is it unchanged?"""
