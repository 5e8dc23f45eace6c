using System.Text.Json;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>An order for credentials, and the body of the call.</summary>
/// <param name="Units">The units that they may rate; left out for all units.</param>
public sealed record CredentialOrder(string Group, int Count, IReadOnlyList<string>? Units = null)
{
    internal static CredentialOrder Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("group", "count", "units");
        var count = fields.Required("count");
        var number = count.Integer(1);
        if (number is < 1 or > Limits.CredentialsPerCall)
            count.Fail($"is {number}; one call issues 1 to {Limits.CredentialsPerCall}");
        var units = fields.Nullable("units");
        var codes = units.IsThere ? units.List(Limits.Units, code => code.Text(Limits.SlugCharacters)) : null;
        if (codes is { Count: 0 })
            units.Fail("names no unit; leave it out for all units");
        return new(fields.Required("group").Text(Limits.SlugCharacters), number, codes);
    }
}
