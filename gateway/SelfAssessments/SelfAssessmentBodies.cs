using System.Text.Json;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>The body of an edit.</summary>
/// <param name="BasedOn">The version that the edit replaces: 0 before the first save. Left out: any.</param>
/// <param name="Items">
/// At most one for each assessed criterion. <c>claimed</c> is a number or <c>"na"</c>; the value of a figure is a number, or text as typed.
/// </param>
/// <param name="DeclaredTotal">The total that the unit declares. The total itself is computed.</param>
/// <param name="Report">In Markdown.</param>
public sealed record SelfAssessmentEdit(long? BasedOn, IReadOnlyList<SelfAssessmentItem> Items, decimal? DeclaredTotal, bool? NoComplaints, string? Report)
{
    internal SelfAssessmentContent Content => new(Items, DeclaredTotal, NoComplaints, Report);

    internal static SelfAssessmentEdit Read(JsonElement body, FaultList faults)
    {
        var (content, fields) = SelfAssessmentReader.Read(body, faults, ReadVersions.Member);
        return new(ReadVersions.Read(fields), content.Items, content.DeclaredTotal, content.NoComplaints, content.Report);
    }
}

/// <summary>The body of a filing.</summary>
/// <param name="Version">The version of the draft that is filed.</param>
public sealed record SelfAssessmentFiling(int Version)
{
    internal static SelfAssessmentFiling Read(JsonElement body, FaultList faults) => new(JsonCursor.Root(body, faults).Object("version").Required("version").Integer());
}

/// <summary>The body of a decision on a claim.</summary>
/// <param name="Accepted">Points, or <c>"na"</c> for a claim of <c>"na"</c>.</param>
/// <param name="Reason">Required when less is accepted than claimed.</param>
/// <param name="BasedOn">The version of the claim that the reviewer has read. Left out: any.</param>
/// <param name="Period">The period of the claim; left out for a criterion without periods.</param>
public sealed record ClaimDecision(ClaimedPoints Accepted, string? Reason = null, long? BasedOn = null, string? Period = null)
{
    internal static ClaimDecision Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("accepted", "reason", ReadVersions.Member, "period");
        return new(
            SelfAssessmentReader.Points(fields.Required("accepted")), fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true),
            ReadVersions.Read(fields), fields.Nullable("period").TextOrNull(Limits.SlugCharacters));
    }
}
