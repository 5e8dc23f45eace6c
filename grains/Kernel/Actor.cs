namespace Evaluation.Kernel;

/// <summary>A staff account that acts, and the person who uses it.</summary>
/// <param name="Account">The name of the account.</param>
/// <param name="Person">
/// The name of the person. Where two people are required, two accounts of one person count as one. The account's own name if no person is
/// named.
/// </param>
public sealed record Actor(string Account, string Person)
{
    /// <summary>The person as an event stores it: null when it is the account's own name.</summary>
    public string? StoredPerson => Person == Account ? null : Person;

    /// <summary>The actor of a stored event.</summary>
    public static Actor Of(string account, string? storedPerson) => new(account, storedPerson ?? account);

    public bool IsSamePersonAs(Actor other) => Person == other.Person || Account == other.Account;
}
