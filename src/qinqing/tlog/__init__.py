"""A transparency log's formats and arithmetic: what is written can be checked by whoever holds one file and a key.

No Django, no database, no network: `canonical` and `commitment` make an entry, `merkle` and `tiles` prove it, `note`,
`checkpoint`, `proof`, `promise` and `receipt` say so, `signer` and `witness` decide what may be signed.
"""
