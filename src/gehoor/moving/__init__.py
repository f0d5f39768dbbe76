"""Moving in from what an organisation uses today: people from a sheet, conversations from Zammad and Chatwoot."""
