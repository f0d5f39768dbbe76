"""Pages elsewhere that articles lead to: gathered from what is told, and looked at politely (`reaching`)."""
