package io.darkroom.engine.sim;

/// Mistakes that somebody could make in this program, planted one at a time: the simulation is only
/// worth something if it finds each.
enum Bug {

    /// The program as it is.
    NONE,
    /// The request is written down when its answer is there.
    ATTEMPT_AFTER_CALL,
    /// The request is written down and not yet on the disk when it is sent.
    ATTEMPT_NOT_DURABLE,
    /// What was perhaps billed is sent again although the provider ignores keys.
    BLIND_RETRY,
    /// A consequence is written down without looking whose the item is.
    SETTLE_UNFENCED,
    /// A consequence is written down by the owner's name alone, without the claim's number.
    SETTLE_BY_OWNER,
    /// A late writer closes the open request of an item that was taken from it.
    LATE_WRITER_CLOSES,
    /// Taking back a dead worker's items calls their open requests unsent.
    RECOVER_AS_UNSENT,
    /// A sealed file is adopted without comparing its bytes with its name.
    SPOOL_UNVERIFIED,
    /// A file gets its last name before its bytes are on the disk.
    RENAME_BEFORE_FSYNC,
    /// An image leaves the spool when its upload begins.
    SPOOL_DISCARDED_EARLY,
    /// The reservation of what was perhaps billed is given back.
    UNKNOWN_RELEASED,
    /// The reservation is given back with the answer, before the expense is written down.
    RELEASED_AT_ANSWER,
    /// The reservation does not look at the cap.
    CAP_UNCHECKED,
    /// Items and requests are written down in two transactions.
    SETTLE_PARTIAL,
    /// The upload replaces what is there.
    PUT_OVERWRITES,
    /// Items whose claim was committed and never answered stay with a worker that does not know it.
    CLAIM_FORGOTTEN,
    /// An image whose upload failed is ordered again.
    PUT_LOST_IS_FAILED,
    /// An item that somebody holds is given to another.
    CLAIM_SHARED,
    /// Each try has a key of its own.
    KEY_PER_TRY,
    /// "Too many requests" is taken for a billed answer.
    THROTTLED_BILLED,
    /// "Too many requests" uses up one of the item's tries.
    THROTTLED_IS_TRY,
    /// A successor does not look into the spool.
    SPOOL_IGNORED,
    /// The promise of a result is forgotten, and the image ordered again.
    NOTE_LOST,
    /// A run that has to stop goes on.
    HALT_IGNORED,
    /// A request is written down without looking whose the item is.
    OPEN_UNFENCED,
    /// A request is sent without asking whether the job is still ours.
    OWNERSHIP_UNASKED,
    /// A request is sent without asking whether the spool has room for its answer.
    ROOM_UNASKED
}
