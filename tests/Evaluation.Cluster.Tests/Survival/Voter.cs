using System.Text.Json.Nodes;
using Evaluation.Ballots;
using Evaluation.Testing.Oracle;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>A voter who votes repeatedly and records every ballot.</summary>
internal sealed class Voter(string credential, string group)
{
    public string Credential { get; } = credential;

    public string Group { get; } = group;

    public CredentialSecret Secret { get; } = Ballots.Credential.TryRead(credential, out var secret) ? secret : throw new ArgumentException(credential, nameof(credential));

    /// <summary>Ballots in the order of sending.</summary>
    public List<AskedBallot> Asked { get; } = [];

    /// <summary>The ballot that was sent and has no answer yet.</summary>
    public AskedBallot? Pending { get; set; }

    /// <summary>The newest epoch of an acknowledged ballot.</summary>
    public int ServedIn { get; private set; }

    /// <summary>A unique ballot: every slip has a comment that is used once.</summary>
    public AskedBallot Draw(RandomRound drawn, Random random, int epoch)
    {
        var units = drawn.Units.Where(_ => random.Next(3) == 0).DefaultIfEmpty(drawn.Units[0]).ToArray();
        var (options, criteria) = (drawn.Json.GetProperty("options").GetArrayLength(), drawn.Json.GetProperty("criteria").GetArrayLength());
        var asked = new AskedBallot(
            $"{Asked.Count}", units.ToDictionary(unit => unit, _ => Enumerable.Range(0, criteria).Select(_ => random.Next(options)).ToArray()), epoch);
        Asked.Add(asked);
        return asked;
    }

    public void Acknowledge(string receipt)
    {
        Pending!.Receipt = receipt;
        ServedIn = Math.Max(ServedIn, Pending.Epoch);
        Pending = null;
    }
}

/// <summary>A sent ballot and its answer.</summary>
/// <param name="Remark">The comment of every slip, by which the ballot is found in the journal.</param>
internal sealed record AskedBallot(string Remark, Dictionary<string, int[]> Slips, int Epoch)
{
    /// <summary>Null while the outcome is unknown.</summary>
    public string? Receipt { get; set; }

    /// <summary>Whether the ballot was refused for good.</summary>
    public bool IsRefused { get; set; }

    public string Body { get; } = new JsonObject
    {
        ["slips"] = new JsonArray([.. Slips.Select(slip => new JsonObject
        {
            ["unit"] = slip.Key, ["marks"] = new JsonArray([.. slip.Value.Select(mark => (JsonNode)mark)]), ["comment"] = Remark,
        })]),
    }.ToJsonString();
}
