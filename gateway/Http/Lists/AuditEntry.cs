namespace Evaluation.Gateway.Http.Lists;

/// <summary>One administrative act, as the API shows it.</summary>
/// <param name="Act">The name of the event, as in the journal: <c>voting-opened</c>.</param>
/// <param name="Detail">What exactly was done, in a form that does not change; null when the act alone says it.</param>
/// <param name="Reason">The reason in the words of the person who acted; null when none was given.</param>
public sealed record AuditEntry(DateTimeOffset At, string By, string Act, string? Detail, string? Reason)
{
    internal static AuditEntry Of(AuditLine line) => new(line.At, line.By, line.Act, line.Detail, line.Reason);
}
