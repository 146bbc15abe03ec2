package io.darkroom.check;

/// What must hold after every storm, by the numbers of the fault catalogue.
public enum Invariant {

    /// Every manifest row is exactly one item, and nothing else is.
    I1,
    /// After a clean finish every item is in exactly one terminal state and no request is open.
    I2,
    /// Every success is exactly one object: the recorded bytes, whole, of the recorded size.
    I3,
    /// The bucket holds nothing else below the runs' prefixes, and no upload is open.
    I4,
    /// No image that the provider made is lost, but for those the kills allow.
    I5,
    /// Ledger and bill agree, charge by charge and to the cent.
    I6,
    /// No image is billed twice but where the operator asked for it.
    I7,
    /// Spent and reserved stay below the cap at every commit.
    I8,
    /// No more tries than allowed, and no more posts than requests written down.
    I9,
    /// Claim numbers only grow, and nobody writes with an old one.
    I10,
    /// A job has one owner at a time.
    I11,
    /// Only legal transitions; what has ended well stays.
    I12,
    /// The provider's limits hold in every sliding minute and at every moment.
    I13,
    /// Nothing is sent while nothing may be.
    I14,
    /// After a refusal that stops the run only what was on the wire follows.
    I15,
    /// Spring Batch's tables agree with the items.
    I16,
    /// No secret lies in a log, a column, a result or the spool.
    I17,
    /// The spool is empty after a clean finish.
    I18,
    /// What was published says what the tables say.
    I19,
    /// The same manifest again sends nothing, stores nothing and pays nothing.
    I20
}
