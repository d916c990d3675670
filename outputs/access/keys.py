"""Random secrets of logins and tokens, what is stored of them, and what forms carry to prove where they are from."""

import hashlib
import hmac
import secrets

TOKEN_PREFIX = "solieu_"
"""How tokens begin, so that tools that look for leaked keys can know them."""
_LONGEST = 200


def new_secret() -> str:
    """256 random bits that fit into a cookie."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    """A key for a program, to be shown once."""
    return TOKEN_PREFIX + new_secret()


def new_token_id() -> str:
    """By what a list names a token."""
    return secrets.token_hex(4)


def hash_secret(secret: str) -> str:
    """What the store holds of a secret; as random as it is, a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def form_token(secret: str) -> str:
    """What a form carries to prove that it comes from a page of the login, or the browser, with this secret."""
    return hmac.new(secret.encode(errors="surrogatepass"), b"solieu form", hashlib.sha256).hexdigest()


def is_form_token(given: str, secret: str) -> bool:
    """Whether `given` is the form token of that secret; as long for each answer."""
    right = form_token(secret)
    return len(given) <= _LONGEST and hmac.compare_digest(given.encode(errors="surrogatepass"), right.encode())
