"""What came in elsewhere before: chats and the like, brought over from another system. Nothing comes in or goes out."""
