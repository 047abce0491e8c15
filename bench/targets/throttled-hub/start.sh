# The same hub; its web pages and their limits are in etc/.
:
