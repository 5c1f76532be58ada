"""What an article page costs the server: beside an almost empty view, and in nginx's cache beside a file."""
