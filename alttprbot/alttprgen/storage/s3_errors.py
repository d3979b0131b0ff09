"""What went wrong with a bucket, in the vocabulary of all providers."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError

from alttprbot.alttprgen.provider_errors import status_error
from alttprbot.alttprgen.provider_exceptions import (
    SeedProviderCertificateError,
    SeedProviderConfigurationError,
    SeedProviderError,
    SeedProviderResponseFormatError,
    SeedProviderTimeoutError,
    SeedProviderUnavailableError,
)
from alttprbot.util.http import retry_after, safe_text

PROVIDER = "s3"
# What the operator has to mend, by the code in the server's answer.
OPERATOR = {
    "AccessDenied": "the object store does not let us in",
    "InvalidAccessKeyId": "the object store does not know our key: see AWS_ACCESS_KEY_ID",
    "SignatureDoesNotMatch": "the object store does not accept our key: see AWS_SECRET_ACCESS_KEY",
    "ExpiredToken": "the token for the object store has expired: see AWS_SESSION_TOKEN",
    "NoSuchBucket": "the bucket does not exist: see SAHASRAHBOT_BUCKET and AWS_SPOILER_BUCKET_NAME",
    "AccessControlListNotSupported": "the bucket forbids access lists: set S3_ACLS=false",
    "PermanentRedirect": "the bucket is in another region: see S3_REGION",
    "AuthorizationHeaderMalformed": "the bucket is in another region: see S3_REGION",
}


def s3_error(raw: Exception, operation: str) -> Exception:
    """The one of our errors that `raw` stands for; `raw` itself when it is none of the store's doing."""
    match raw:
        case boto.ClientError():
            return _refusal(raw, operation)
        case boto.NoCredentialsError() | boto.CredentialRetrievalError() | boto.PartialCredentialsError():
            why = "there is no key for the object store: see AWS_ACCESS_KEY_ID"
            return SeedProviderConfigurationError(why, PROVIDER, operation)
        case boto.SSLError() | ssl.SSLError():
            return SeedProviderCertificateError("no secure connection", PROVIDER, operation)
        case boto.ConnectTimeoutError() | boto.ReadTimeoutError():
            return SeedProviderTimeoutError("no answer in time", PROVIDER, operation)
        case boto.ConnectionError():
            return SeedProviderUnavailableError("no connection", PROVIDER, operation)
        case boto.HTTPClientError() | boto.IncompleteReadError():
            return SeedProviderUnavailableError("connection lost", PROVIDER, operation)
        # Looking for the region of a bucket, botocore follows redirects in circles if it must.
        case ResponseParserError() | RecursionError():
            return not_s3(operation)
        case _:
            return raw


def not_s3(operation: str) -> SeedProviderResponseFormatError:
    """The error for an answer that no object store gives."""
    return SeedProviderResponseFormatError("it does not answer as an object store does", PROVIDER, operation)


def _refusal(raw: boto.ClientError, operation: str) -> SeedProviderError:
    code = str(raw.response.get("Error", {}).get("Code", ""))
    if code in OPERATOR:
        return SeedProviderConfigurationError(OPERATOR[code], PROVIDER, operation)
    answer = raw.response.get("ResponseMetadata", {})
    wait = retry_after({"Retry-After": answer.get("HTTPHeaders", {}).get("retry-after", "")}, datetime.now(UTC))
    return status_error(PROVIDER, operation, answer.get("HTTPStatusCode", 0), safe_text(code), wait=wait)
