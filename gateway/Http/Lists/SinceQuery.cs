using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>Reads <c>?since=</c>, which limits a list to what has happened at an instant or later.</summary>
internal static class SinceQuery
{
    /// <summary>The instant; null without the parameter. Refused with <see cref="RefusalCode.BadRequest"/> when it has no offset.</summary>
    public static Outcome<DateTimeOffset?> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default(DateTimeOffset?);
        // A plus sign that is not escaped arrives as a space.
        return JsonCursor.TryInstant(text.Replace(' ', '+'), out var since)
            ? since
            : new Refusal(RefusalCode.BadRequest, "since is an instant with an offset such as 2020-12-31T18:00:00+08:00.", ("parameter", "since"));
    }
}
