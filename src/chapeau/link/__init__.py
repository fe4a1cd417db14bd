"""Which sources are one source, which acts are one event, who is the same?"""
