using System.Net;
using System.Net.Http.Headers;

namespace Evaluation.Testing;

/// <summary>The address of a server under test and its callers.</summary>
/// <param name="From">The address that its callers have. Null: many addresses in turn.</param>
public sealed record Site(Uri Address, IPAddress? From = null)
{
    /// <summary>The administrator's key of every server under test.</summary>
    public const string AdministratorKey = "the-administrator-of-the-tests";

    public Caller Anybody => new(Address, null, From);

    public Caller Administrator => Staff(AdministratorKey);

    public Caller Staff(string key) => new(Address, new AuthenticationHeaderValue("Bearer", key), From);

    public Caller Voter(string credential) => new(Address, new AuthenticationHeaderValue("Ballot", credential), From);
}
