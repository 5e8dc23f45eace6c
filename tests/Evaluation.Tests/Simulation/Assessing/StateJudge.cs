using Evaluation.Complaints;
using Evaluation.Findings;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>Compares findings and complaints, as new activations answer, with the journal, and their steps with the allowed ones.</summary>
internal static class StateJudge
{
    public static async Task EverythingAsync(AssessingWorld world, Dictionary<string, List<Happening>> streams)
    {
        var findings = await world.AskUntilKnownAsync(engine =>
            engine.SendAsync(FindingGrain.Ref(AssessingWorld.Rules.Id), new ViewFindings(null, null, null, new(2020, 12, 2), 1_000)));
        Assert.Equal(
            Findings(streams.GetValueOrDefault($"findings-{AssessingWorld.Rules.Id}", [])),
            findings.Answer.Items.Select(finding => $"{finding.Unit} {finding.Id} {finding.Notice} {finding.State.ToString().ToLowerInvariant()}"));

        var complaints = await world.AskUntilKnownAsync(engine =>
            engine.SendAsync(ComplaintGrain.Ref(AssessingWorld.Year), new ViewComplaints([new(AssessingWorld.Rules.Id, "u1")], [], null, 0, 1_000)));
        Assert.Equal(
            Complaints(streams.GetValueOrDefault($"complaints-{AssessingWorld.Year}", [])),
            complaints.Answer.Complaints.Select(complaint =>
                $"{complaint.Id} {complaint.Released} {complaint.Answer?.Text} {complaint.Answer?.Upheld} {complaint.Finding?.Id} {complaint.RejectedFor} {complaint.ClosingNote}"));
    }

    private static IEnumerable<string> Findings(List<Happening> story)
    {
        Dictionary<string, (string? Notice, string State)> all = [];
        HashSet<string> complaints = [];
        foreach (var happened in story)
        {
            var id = $"{happened.Text("unit")} {happened.Text("id")}";
            if (happened.Event == "finding-opened")
            {
                Assert.True(happened.Text("complaint") is not { } complaint || complaints.Add(complaint), $"A second finding of a complaint: {happened}");
                all.Add(id, (happened.Text("notice"), "open"));
                continue;
            }
            var (from, to) = happened.Event switch
            {
                "finding-replied" => ((string[])["open", "replied"], "replied"),
                "finding-verified" => (["replied"], happened.Text("passed") == "true" ? "verified" : "open"),
                _ => (["verified"], "closed"),
            };
            Assert.Contains(all[id].State, from);
            all[id] = all[id] with { State = to };
        }
        return all.Select(finding => $"{finding.Key} {finding.Value.Notice} {finding.Value.State}");
    }

    private static IEnumerable<string> Complaints(List<Happening> story)
    {
        Dictionary<string, Known> all = [];
        foreach (var happened in story)
        {
            var id = happened.Text("complaint")!;
            var known = happened.Event == "complaint-received" ? new Known() : all[id];
            all[id] = happened.Event switch
            {
                "complaint-released" => known with { Released = happened.Mark },
                "complaint-answered" => known with { Answer = happened.Mark, Upheld = happened.Text("upheld") == "true" },
                "complaint-finding-made" when known is { Upheld: true, Finding: null } => known with { Finding = happened.Text("finding") },
                "complaint-rejected" when known is { Answer: null, Rejected: null, Closed: null } => known with { Rejected = happened.Mark },
                "complaint-restored" when known.Rejected is not null => known with { Rejected = null },
                "complaint-closed" when known is { Answer: not null, Rejected: null, Closed: null } => known with { Closed = happened.Mark },
                "complaint-received" or "complaint-assigned" => known,
                _ => throw new InvalidDataException($"Not allowed here: {happened}"),
            };
            Assert.False(known.Closed is not null && happened.Event is "complaint-answered" or "complaint-assigned" && known.Closed is not null, $"The complaint is closed: {happened}");
        }
        return all.Select(complaint =>
            $"{complaint.Key} {complaint.Value.Released} {complaint.Value.Answer} {complaint.Value.Upheld} {complaint.Value.Finding} {complaint.Value.Rejected} {complaint.Value.Closed}");
    }

    private sealed record Known(
        string? Released = null, string? Answer = null, bool? Upheld = null, string? Finding = null, string? Rejected = null, string? Closed = null);
}
