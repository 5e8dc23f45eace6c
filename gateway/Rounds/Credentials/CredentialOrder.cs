using System.Text.Json;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>An order for credentials, and the body of the call.</summary>
/// <param name="Units">The units that they may rate; left out for all units.</param>
/// <param name="Spares">Credentials beside the count that vote only in place of lost slips, at most as many as the count.</param>
public sealed record CredentialOrder(string Group, int Count, IReadOnlyList<string>? Units = null, int Spares = 0)
{
    /// <summary>The most spares: as many as credentials, and with them no more than one call makes.</summary>
    public static int SparesMax(int count, int most) => Math.Max(0, Math.Min(count, most - count));

    internal static CredentialOrder Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("group", "count", "units", "spares");
        var count = fields.Required("count");
        var number = count.Integer(1);
        if (number is < 1 or > Limits.CredentialsPerCall)
            count.Fail($"is {number}; one call issues 1 to {Limits.CredentialsPerCall}");
        var spares = fields.Nullable("spares");
        var spareNumber = spares.IsThere ? spares.Integer(0) : 0;
        if (number is >= 1 and <= Limits.CredentialsPerCall && (spareNumber < 0 || spareNumber > SparesMax(number, Limits.CredentialsPerCall)))
            spares.Fail($"must be from 0 to {SparesMax(number, Limits.CredentialsPerCall)}");
        var units = fields.Nullable("units");
        var codes = units.IsThere ? units.List(Limits.Units, code => code.Text(Limits.SlugCharacters)) : null;
        if (codes is { Count: 0 })
            units.Fail("names no unit; leave it out for all units");
        return new(fields.Required("group").Text(Limits.SlugCharacters), number, codes, spareNumber);
    }
}
