using System.Net.Http.Headers;

namespace Evaluation.Testing;

/// <summary>The address of a server under test and its callers.</summary>
public sealed record Site(Uri Address)
{
    /// <summary>The administrator's key of every server under test.</summary>
    public const string AdministratorKey = "the-administrator-of-the-tests";

    public Caller Anybody => new(Address, null);

    public Caller Administrator => Staff(AdministratorKey);

    public Caller Staff(string key) => new(Address, new AuthenticationHeaderValue("Bearer", key));

    public Caller Voter(string credential) => new(Address, new AuthenticationHeaderValue("Ballot", credential));
}
