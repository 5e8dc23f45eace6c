using System.Diagnostics;

namespace Evaluation.Gateway.Voting;

/// <summary>
/// Keeps requests of voters out of traces. A span has the instant of a request, and parts of it in the database: who watches a network or a
/// polling station could find the ballot of a person by it. Metrics count all requests together.
/// </summary>
internal static class UntracedVoting
{
    private const string Rounds = "/api/rounds";

    private static readonly PathString[] OfVoters = ["/ballot", "/paper"];

    /// <summary>Runs before everything that can begin another span. A caller that asks for a trace gets none either.</summary>
    public static void UseUntracedVoting(this WebApplication app) => app.Use((context, next) =>
    {
        if (Activity.Current is { } span && IsOfVoter(context.Request.Path))
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            span.IsAllDataRequested = false;
        }
        return next(context);
    });

    /// <summary>Whether a voter asks: the voting page, the paper, the ballot.</summary>
    internal static bool IsOfVoter(PathString path)
    {
        if (path.StartsWithSegments("/vote"))
            return true;
        if (!path.StartsWithSegments(Rounds, out var rest) || rest.Value is not { Length: > 1 } text)
            return false;
        var end = text.IndexOf('/', 1);
        return end > 0 && OfVoters.Any(new PathString(text[end..]).StartsWithSegments);
    }
}
