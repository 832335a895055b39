"""Questions about applications, ratings and problems. A page or another app asks; nothing here changes anything."""
