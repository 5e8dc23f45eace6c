using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds.Objections;

namespace Evaluation.Gateway.Objections;

/// <summary>The body of an objection. A unit files about itself; an official names the person for whom the objection is filed.</summary>
/// <param name="About">
/// A pointer into the unit's result, list items by their code: <c>/inspection</c>, <c>/groups/npc/score</c>, <c>/</c> for all of it.
/// </param>
/// <param name="Version">The version of the result; null for the newest.</param>
public sealed record NewObjection(string Unit, string About, string Text, int? Version = null, string? OnBehalfOf = null)
{
    internal static NewObjection Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("unit", "about", "text", "version", "onBehalfOf");
        var version = fields.Nullable("version");
        return new(
            fields.Required("unit").Text(Limits.SlugCharacters),
            fields.Required("about").Text(Limits.LabelCharacters),
            fields.Required("text").Text(Limits.ObjectionCharacters, lines: true),
            version.IsThere ? version.Integer() : null,
            fields.Nullable("onBehalfOf").TextOrNull(Limits.LabelCharacters));
    }
}

/// <summary>The body of an assignment.</summary>
/// <param name="To">The name of a reviewer's account.</param>
/// <param name="BasedOn">The number of the assignment that this one replaces: 0 before the first. Left out: any.</param>
public sealed record Assignment(string To, long? BasedOn = null)
{
    internal static Assignment Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("to", ReadVersions.Member);
        return new(fields.Required("to").Text(Limits.SlugCharacters), ReadVersions.Read(fields));
    }
}

/// <summary>The reviewer of an objection.</summary>
/// <param name="To">The name of the account; null when nobody is assigned.</param>
public sealed record Assignee(string? To);

/// <summary>The body of a proposed answer.</summary>
/// <param name="Answer">The text for the objector. It is published, so it must contain no personal data.</param>
/// <param name="Corrections">
/// For an upheld objection: changes of the unit's ledger, each as <c>{"change": "fact-withdrawn", "fact": "…"}</c>.
/// </param>
/// <param name="BasedOn">The number of the proposal that this one replaces: 0 before the first. Left out: any.</param>
public sealed record Resolution(ObjectionDecision Decision, string Answer, IReadOnlyList<LedgerChange> Corrections, long? BasedOn = null)
{
    internal static Resolution Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("decision", "answer", "corrections", ReadVersions.Member);
        return new(
            fields.Required("decision").Choice<ObjectionDecision>(),
            fields.Required("answer").Text(Limits.ObjectionCharacters, lines: true),
            LedgerChangeReader.Read(fields.Nullable("corrections")),
            ReadVersions.Read(fields));
    }
}

/// <summary>The body of an approval. A request without a body approves the current proposal.</summary>
/// <param name="Proposal">The number of the proposal that was read. The approval is refused when another proposal has replaced it.</param>
public sealed record Approval(int? Proposal = null)
{
    internal static Approval Read(JsonElement body, FaultList faults)
    {
        var proposal = JsonCursor.Root(body, faults).Object("proposal").Nullable("proposal");
        return new(proposal.IsThere ? proposal.Integer() : null);
    }
}
