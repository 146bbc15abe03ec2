package io.darkroom.render;

/// Where a process can die: before or after a durable operation of its ports, or in the middle of
/// one.
enum CrashPoint {

    /// Items are about to be claimed.
    CLAIM,
    /// At least one item was claimed, and nothing was done about it.
    CLAIMED,
    /// A request is about to be written down.
    OPEN,
    /// A request was written down, and nothing was sent.
    OPENED,
    /// A request is about to be sent.
    SEND,
    /// The answer promises an image, and that is not remembered yet.
    NOTE,
    /// The promise is remembered.
    NOTED,
    /// The spool is about to take the image.
    IMAGE,
    /// A promised image is about to be fetched, which an earlier process was promised.
    COLLECT,
    /// Half of an image's first bytes are in the spool.
    HALF,
    /// All of an image is in the spool, and not yet forced to the disk.
    WHOLE,
    /// The provider's answer is complete.
    ANSWERED,
    /// The image is about to get its name in the spool.
    SEAL,
    /// The image has its name in the spool, and the ledger knows nothing of it.
    SEALED,
    /// The image is about to be put into the bucket.
    PUT,
    /// The image is on its way into the bucket.
    PUTTING,
    /// The image is in the bucket, and the ledger knows nothing of it.
    STORED,
    /// Consequences are about to be written down.
    SETTLE,
    /// Consequences were written down, and the spool is not tidied yet.
    SETTLED,
    /// The files of a request are about to be removed from the spool.
    DISCARD,
    /// The files of a request were removed from the spool.
    DISCARDED,
    /// An answer that is no image is about to be kept.
    KEEP,
    /// An image is about to be fetched from the bucket, because the spool does not have it.
    BRING_BACK
}
