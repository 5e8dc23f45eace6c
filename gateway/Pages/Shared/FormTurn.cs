using System.Collections.Concurrent;
using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>
/// Lets each account send one form of a route at a time, because a large form takes memory until it is answered. The form of a second
/// request is not read.
/// </summary>
internal sealed class FormTurn
{
    private static readonly Refusal Running = new(RefusalCode.ImportRunning, "This account is importing another table. Wait until it is done, then send the same again.");

    private readonly ConcurrentDictionary<string, bool> _accounts = new();

    /// <summary>
    /// Runs a request in the turn of its account. Refused with <see cref="RefusalCode.ImportRunning"/> during another one.
    /// </summary>
    public async Task RunAsync(HttpContext context, string account, Func<Task> request)
    {
        if (!_accounts.TryAdd(account, true))
        {
            RetryAfter.Set(context.Response, Running);
            await Running.ToPage().ExecuteAsync(context);
            return;
        }
        try
        {
            await request();
        }
        finally
        {
            _accounts.TryRemove(account, out _);
        }
    }
}

internal static class FormTurns
{
    extension(RouteHandlerBuilder route)
    {
        public RouteHandlerBuilder TakesOneFormAtATime() => route.WithMetadata(new FormTurn());
    }
}
