using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Workflows;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A process that runs grains: the turn that the engines share, in mailboxes that are driven by the scheduler. It can be killed at any await, and then
/// answers nobody.
/// </summary>
internal sealed class Node(IJournal shared, Random random, Func<int> trouble, Action<Exception> report) : IEngine
{
    private readonly TaskCompletionSource _death = new();
    private readonly Dictionary<GrainId, Mailbox> _mailboxes = [];

    public Task Death => _death.Task;

    public void Kill() => _death.TrySetResult();

    public async ValueTask<Outcome<TAnswer>> SendAsync<TAnswer>(GrainId grain, ICommand<TAnswer> command)
    {
        var pending = Pending<TAnswer>.Take(command);
        var outcome = pending.Outcome;
        if (!_mailboxes.TryGetValue(grain, out var mailbox))
            _mailboxes[grain] = mailbox = new(GrainKinds.Live(grain, new FaultyJournal(shared, random, trouble, () => Death.IsCompleted), (_, failure) => report(failure)));
        mailbox.Waiting.Add(pending);
        if (!mailbox.IsRunning)
            _ = RunAsync(grain, mailbox);
        return await outcome;
    }

    public IAsyncEnumerable<GrainId> ListAsync(string kind, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask CheckAsync(CancellationToken cancel = default) => shared.CheckAsync(cancel);

    private async Task RunAsync(GrainId grain, Mailbox mailbox)
    {
        mailbox.IsRunning = true;
        while (mailbox.Waiting.Count > 0)
        {
            await Task.Yield();
            var turn = mailbox.Waiting[..random.Next(1, mailbox.Waiting.Count + 1)];
            mailbox.Waiting.RemoveRange(0, turn.Count);
            await mailbox.Grain.TurnAsync(turn);
        }
        mailbox.IsRunning = false;
        if (mailbox.Grain.HoldsAnything && random.Next(10) > 0)
            return;
        _mailboxes.Remove(grain);
        await mailbox.Grain.RestAsync();
    }

    private sealed class Mailbox(ILiveGrain grain)
    {
        public ILiveGrain Grain { get; } = grain;

        public List<Pending> Waiting { get; } = [];

        public bool IsRunning { get; set; }
    }
}
