-- Until when a request may still be on its way, and what it said, so that a key never goes with
-- another body.

alter table attempt
    add column lease_until timestamptz,
    add column request_sha256 text;
