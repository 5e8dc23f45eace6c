using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Gateway.Http.Versions;

/// <summary>
/// Writes the version of what a call replaces as an entity tag, such as <c>"rules-3"</c>, and reads the versions that <c>If-Match</c> names
/// (RFC 9110).
/// </summary>
public sealed class VersionTag
{
    /// <summary>The definition of a round.</summary>
    public static readonly VersionTag Rules = new("rules");

    /// <summary>The schedule of a round.</summary>
    public static readonly VersionTag Schedule = new("schedule");

    /// <summary>The roles of an account.</summary>
    public static readonly VersionTag Roles = new("roles");

    /// <summary>The proposed answer to an objection.</summary>
    public static readonly VersionTag Proposal = new("proposal");

    /// <summary>The reviewer of an objection.</summary>
    public static readonly VersionTag Assignment = new("assignment");

    /// <summary>The answer to a comment.</summary>
    public static readonly VersionTag Answer = new("answer");

    /// <summary>An inspection panel.</summary>
    public static readonly VersionTag Panel = new("panel");

    /// <summary>The self-assessment of a unit.</summary>
    public static readonly VersionTag SelfAssessment = new("self-assessment");

    /// <summary>A claim with the decision on it.</summary>
    public static readonly VersionTag Claim = new("claim");

    /// <summary>A complaint with its released text and its answer.</summary>
    public static readonly VersionTag Complaint = new("complaint");
    /// <summary>The definition of a title.</summary>
    public static readonly VersionTag Title = new("title");

    /// <summary>The targets of a unit.</summary>
    public static readonly VersionTag Targets = new("targets");

    private static readonly Refusal Unreadable = new(
        RefusalCode.BadRequest, "If-Match is * or a list of entity tags in quotes, such as \"rules-3\".", ("header", HeaderNames.IfMatch));

    private readonly string _prefix;

    private VersionTag(string kind) => _prefix = kind + "-";

    /// <summary>Names the version in the answer.</summary>
    public void Send(HttpContext context, long version) => context.Response.Headers.ETag = Format(version);

    /// <summary>The tag of a version, in quotes.</summary>
    public string Format(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{_prefix}{version}\"");

    /// <summary>
    /// The versions that the request may replace; null without <c>If-Match</c> and for <c>*</c>. A weak tag and a tag of something else
    /// match no version. Refused with <see cref="RefusalCode.BadRequest"/> when the header cannot be read.
    /// </summary>
    public Outcome<long[]?> BasedOn(HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            return default(long[]);
        if (!EntityTagHeaderValue.TryParseStrictList(request.Headers.IfMatch!, out var tags))
            return Unreadable;
        return tags.Contains(EntityTagHeaderValue.Any) ? default(long[]) : tags.Where(tag => !tag.IsWeak).Select(Version).OfType<long>().ToArray();
    }

    private long? Version(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        return text.StartsWith(_prefix, StringComparison.Ordinal) && long.TryParse(text[_prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }
}
