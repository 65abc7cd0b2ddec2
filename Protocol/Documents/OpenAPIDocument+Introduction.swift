extension OpenAPIDocument {
    /// What holds for every call: the conventions, in the words of a page for people.
    static let introduction = """
        A server for people who plan trips together. Every operation below is also a method of JSON-RPC 2.0 (`caravan \
        stdio`) of the same name, with the same fields and answers.

        ## Data

        JSON in UTF-8, names in `snake_case`. Ids are UUIDs in lower case, and every create takes an `id` that the client \
        made: sent again with the same content, it answers as at first. Instants are RFC 3339 in UTC, days `YYYY-MM-DD`, \
        time zones names of the IANA database, money a decimal as text (`"12.50"`). No text has the character NUL. Fields \
        that are unknown or read-only are passed over on input; answers may get further fields in later versions.

        ## Calls

        Paths work with and without the slash at their end. `HEAD` is `GET` without the body, `OPTIONS` answers `Allow`, \
        and another method of a known path is `method_not_allowed` (405). Answers are JSON; an `Accept` that leaves it out is \
        `not_acceptable`. Bodies are `application/json` of at most 1 MiB. \
        Every answer has an `X-Request-Id`; a client may choose it (1 to 64 characters of `A-Z a-z 0-9 . _ -`).

        ## Sessions

        `Authorization: Bearer <access>`, from `auth.login` or `auth.register`, for 15 minutes; `auth.refresh` exchanges \
        the refresh token for new ones. What must have no session says so.

        ## Errors

        Every failure is a problem document (RFC 9457), `application/problem+json`. Programs look at `code`, and at \
        `field` and `code` in `errors`; the list of codes is closed. What the caller may not see is `not_found`.

        ## Lists

        `limit` is 1 to 200, 50 by default. `next` is the `cursor` of the next page, `null` on the last; the `Link` field \
        has it too.

        ## Trying again

        A GET of a single resource has an `ETag`, and `If-None-Match` with it answers 304; a write with `If-Match` is \
        `stale` (412) once the resource has changed. A POST outside `/auth/` takes an `Idempotency-Key`: the same key with \
        the same input replays the first answer, marked `Idempotency-Replayed: true`.

        ## Limits

        Too many calls are `rate_limited` (429), with `Retry-After` and the `RateLimit` fields.
        """
}
