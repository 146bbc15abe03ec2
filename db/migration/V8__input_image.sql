-- What the bytes behind a reference to an input image were when they were last read, and how to see
-- that they still are: an entity tag, a date and a length, never the bytes. References are kept as
-- their hashes, for a URL may carry a signature.

create table input_image (
    reference_sha256 text        primary key,
    validator        text        not null,
    image_sha256     text        not null,
    seen_at          timestamptz not null default now()
);
