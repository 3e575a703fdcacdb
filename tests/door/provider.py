"""An organisation's sign-in, as small as OpenID Connect allows: it lets one person in, always."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "afreflect"


@contextmanager
def provider(subject: str) -> Iterator[str]:
    """A provider on a free port of this machine; its address."""
    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
    nonces: dict[str, str] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            if asked.path == "/.well-known/openid-configuration":
                self._say(
                    {
                        "issuer": issuer,
                        "authorization_endpoint": f"{issuer}/authorize",
                        "token_endpoint": f"{issuer}/token",
                        "jwks_uri": f"{issuer}/keys",
                        "response_types_supported": ["code"],
                        "subject_types_supported": ["public"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                    }
                )
            elif asked.path == "/keys":
                self._say({"keys": [key.as_dict(private=False)]})
            elif asked.path == "/authorize":
                nonces["code"] = query.get("nonce", "")
                back = urlencode({"code": "code", "state": query["state"]})
                self.send_response(302)
                self.send_header("location", f"{query['redirect_uri']}?{back}")
                self.end_headers()

        def do_POST(self) -> None:
            now = int(time.time())
            claims = {
                "iss": issuer,
                "sub": subject,
                "aud": CLIENT,
                "iat": now,
                "exp": now + 300,
                "nonce": nonces.get("code", ""),
            }
            token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
            self._say({"access_token": "a", "token_type": "Bearer", "id_token": token})

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing."""

        def _say(self, value: object) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
