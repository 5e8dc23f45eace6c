using System.Text.Json;
using Evaluation.Complaints;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Complaints;

/// <summary>The body of a complaint.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Contact">How to reach the person; may be left out. Only staff sees it.</param>
/// <param name="Round">The round in which the unit has this code; needed only where unrelated units share the code.</param>
/// <param name="Channel">How it came in, for one that staff enters for somebody; null for one's own.</param>
/// <param name="ReceivedOn">The day on which staff received it; with <paramref name="Channel"/> only, today if left out.</param>
public sealed record NewComplaint(
    string Unit, string Text, string? Contact = null, string? Round = null, ComplaintChannel? Channel = null, DateOnly? ReceivedOn = null)
{
    private static readonly ComplaintChannel[] OfStaff = [ComplaintChannel.Telephone, ComplaintChannel.Box, ComplaintChannel.Letter, ComplaintChannel.Visit];

    internal static NewComplaint Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("unit", "text", "contact", "round", "channel", "receivedOn");
        var (channel, receivedOn) = (fields.Nullable("channel"), fields.Nullable("receivedOn"));
        var word = channel.IsThere ? channel.Word([.. OfStaff.Select(known => known.ToString().ToLowerInvariant())]) : null;
        if (receivedOn.IsThere && !channel.IsThere)
            receivedOn.Fail("has no place here: only staff states it, with the channel");
        return new(
            fields.Required("unit").Text(Limits.SlugCharacters),
            fields.Required("text").Text(Limits.NoteCharacters, lines: true),
            fields.Nullable("contact").TextOrNull(Limits.ContactCharacters, lines: true),
            fields.Nullable("round").TextOrNull(Limits.SlugCharacters),
            word is null ? null : Enum.Parse<ComplaintChannel>(word, ignoreCase: true),
            receivedOn.WorkDay());
    }
}

/// <summary>The body of an assignment.</summary>
/// <param name="To">The account of a reviewer or administrator.</param>
public sealed record ComplaintAssignment(string To)
{
    internal static ComplaintAssignment Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("to").Required("to").Text(Limits.SlugCharacters));
}

/// <summary>The body of a release.</summary>
/// <param name="Text">The text that the unit may read: without what identifies the person.</param>
/// <param name="BasedOn">The version of the complaint that was read. Left out: any.</param>
public sealed record ComplaintRelease(string Text, long? BasedOn = null)
{
    internal static ComplaintRelease Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("text", ReadVersions.Member);
        return new(fields.Required("text").Text(Limits.NoteCharacters, lines: true), ReadVersions.Read(fields));
    }
}

/// <summary>The body of an answer.</summary>
/// <param name="Text">The text for the person who complained.</param>
/// <param name="Upheld">Whether the complaint is justified.</param>
/// <param name="BasedOn">The version of the complaint that was read. Left out: any.</param>
public sealed record NewComplaintAnswer(string Text, bool Upheld, long? BasedOn = null)
{
    internal static NewComplaintAnswer Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("text", "upheld", ReadVersions.Member);
        return new(fields.Required("text").Text(Limits.NoteCharacters, lines: true), fields.Required("upheld").Flag(), ReadVersions.Read(fields));
    }
}

/// <summary>The body of a closing.</summary>
public sealed record ComplaintClosing(string? Note = null)
{
    internal static ComplaintClosing Read(JsonElement body, FaultList faults) =>
        new(JsonCursor.Root(body, faults).Object("note").Nullable("note").TextOrNull(Limits.NoteCharacters, lines: true));
}
