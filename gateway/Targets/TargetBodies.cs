using System.Text.Json;
using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;
using Evaluation.Targets;

namespace Evaluation.Gateway.Targets;

/// <summary>Reads lists of targets from a request body.</summary>
internal static class TargetList
{
    /// <summary>Reads the targets. Two targets with one id are a fault.</summary>
    public static IReadOnlyList<Target> Read(JsonCursor at, FaultList faults)
    {
        var targets = at.List(Limits.TargetsPerUnit, ReadOne);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, target) in targets.Index())
            if (target.Id.Length > 0 && !known.Add(target.Id))
                faults.Add($"{at.Pointer}/{index}/id", $"is used twice: '{target.Id}'");
        return targets;
    }

    private static Target ReadOne(JsonCursor at)
    {
        var fields = at.Object("id", "title", "measure", "dueOn", "responsible");
        var id = fields.Required("id");
        var name = id.Text(Limits.SlugCharacters);
        if (name.Length > 0 && !Slug.IsValid(name))
            id.Fail("must be of small letters a to z, digits and hyphens");
        return new(
            name,
            fields.Required("title").Text(Limits.LabelCharacters),
            fields.Optional("measure").TextOrNull(Limits.NoteCharacters, lines: true) ?? "",
            fields.Required("dueOn").WorkDay() ?? default,
            fields.Required("responsible").Text(Limits.LabelCharacters));
    }
}

/// <summary>The body that sets targets: a list, or an object that also names the version that it replaces.</summary>
/// <param name="BasedOn">The version that the targets replace: 0 before the first. Left out: any.</param>
public sealed record NewTargets(IReadOnlyList<Target> Targets, long? BasedOn = null)
{
    internal static NewTargets Read(JsonElement body, FaultList faults)
    {
        var root = JsonCursor.Root(body, faults);
        if (!root.IsObject)
            return new(TargetList.Read(root, faults));
        var fields = root.Object("targets", ReadVersions.Member);
        return new(TargetList.Read(fields.Required("targets"), faults), ReadVersions.Read(fields));
    }
}

/// <summary>The body of a signature. It may be left out.</summary>
/// <param name="BasedOn">The version of the targets that the signer has read. Left out: any.</param>
public sealed record NewSignature(long? BasedOn = null)
{
    internal static NewSignature Read(JsonElement body, FaultList faults) => new(ReadVersions.Read(JsonCursor.Root(body, faults).Object(ReadVersions.Member)));
}

/// <summary>The body of an amendment of signed targets.</summary>
/// <param name="BasedOn">The version that the targets replace. Left out: any.</param>
public sealed record TargetAmendment(IReadOnlyList<Target> Targets, string Reason, long? BasedOn = null)
{
    internal static TargetAmendment Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("targets", "reason", ReadVersions.Member);
        return new(TargetList.Read(fields.Required("targets"), faults), fields.Required("reason").Text(Limits.ReasonCharacters, lines: true), ReadVersions.Read(fields));
    }
}

/// <summary>The body of a report of progress.</summary>
/// <param name="Evidence">Ids of the unit's own evidence.</param>
public sealed record NewProgress(ProgressState State, string? Note, IReadOnlyList<string> Evidence)
{
    internal static NewProgress Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("state", "note", "evidence");
        return new(
            fields.Required("state").Choice<ProgressState>(),
            fields.Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true),
            EvidenceIds.Read(fields.Nullable("evidence")) ?? []);
    }
}

/// <summary>The body of a grade.</summary>
public sealed record NewGrade(TargetGrade Grade, string? Reason)
{
    internal static NewGrade Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("grade", "reason");
        return new(fields.Required("grade").Choice<TargetGrade>(), fields.Nullable("reason").TextOrNull(Limits.ReasonCharacters, lines: true));
    }
}
