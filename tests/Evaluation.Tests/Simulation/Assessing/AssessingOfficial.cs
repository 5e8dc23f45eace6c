using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>An official who acts a few times, clicks twice, and tries again after a lost answer with the same key.</summary>
internal abstract class AssessingOfficial(AssessingWorld world)
{
    private static readonly JsonSerializerOptions Shown = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected AssessingWorld World { get; } = world;

    protected static string Round => AssessingWorld.Rules.Id;

    protected DateTimeOffset Now => World.Clock.GetUtcNow();

    protected static readonly DateOnly Day = new(2020, 12, 2);

    /// <summary>Accounts of officials. Two of them are of one person.</summary>
    private static readonly Actor[] Actors = [new("wang", "wang"), new("wang-2", "wang"), new("zhao", "zhao"), new("chen", "chen")];

    public async Task WorkAsync()
    {
        for (var left = World.Random.Next(2, 7); left > 0; left--)
        {
            await World.PauseAsync(60);
            await ActAsync();
        }
    }

    protected abstract Task ActAsync();

    protected Actor AnyActor() => Actors[World.Random.Next(Actors.Length)];

    protected static Actor Only(string account) => new(account, account);

    protected bool Chance(int of) => World.Random.Next(of) == 0;

    /// <summary>A key for a call with this body; some calls have none.</summary>
    protected CreationKey? Key(string mark) => Chance(4) ? null : new($"key-{mark}", mark);

    /// <summary>Sends until there is an answer or the official gives up, and returns the last answer.</summary>
    /// <param name="act">The act.</param>
    /// <param name="repeats">Whether the official tries again. A creation without a key is sent once.</param>
    /// <param name="id">The id of what the answer says was created, to compare with the event.</param>
    /// <param name="read">What must show the act from then on; null where later acts may replace it.</param>
    protected async Task<TAnswer?> DoAsync<TState, TAnswer>(
        AssessingAct act, GrainRef<TState> grain, Func<DateTimeOffset, IRequest<TState, TAnswer>> request, bool repeats = true,
        Func<TAnswer, string>? id = null, Func<IEngine, Task<string?>>? read = null)
        where TState : class
        where TAnswer : class
    {
        World.Acts.Add(act);
        if (repeats && Chance(4))
        {
            act.IsClickedTwice = true;
            var both = await Task.WhenAll(SendAsync(), SendAsync());
            return both[0] ?? both[1];
        }
        while (true)
        {
            if (await SendAsync() is { } answer)
                return answer;
            if (!repeats || act.Sendings[^1].IsSurelyRefused || Chance(5))
                return null;
        }

        async Task<TAnswer?> SendAsync()
        {
            var sending = new AssessingAct.Sending(++World.Step);
            act.Sendings.Add(sending);
            var outcome = await World.AskAsync(engine => engine.SendAsync(grain, request(Now)));
            sending.Refused = outcome?.Refusal;
            if (outcome is not { Refusal: null } done)
                return null;
            sending.AcknowledgedAt = ++World.Step;
            await AssessingJudge.AcknowledgedAsync(World, act, id?.Invoke(done.Answer));
            if (read is not null && World.IsAlone)
                await ReadAsync(act, read);
            return done.Answer;
        }
    }

    /// <summary>A read of the only activation after an acknowledgement contains the act.</summary>
    private async Task ReadAsync(AssessingAct act, Func<IEngine, Task<string?>> read)
    {
        string? shown = null;
        await World.AskUntilKnownAsync(async engine => (shown = await read(engine)) is null ? Refusal.Busy : (Outcome<Nothing>)Nothing.Value);
        Assert.True(shown!.Contains($"\"{act.Mark}\"", StringComparison.Ordinal), $"A read after the acknowledgement does not show {act}: {shown}");
    }

    /// <summary>The answer to a query as JSON; null when there is none.</summary>
    protected static Func<IEngine, Task<string?>> Shows<TState, TAnswer>(GrainRef<TState> grain, IQuery<TState, TAnswer> query)
        where TState : class
        where TAnswer : class => async engine =>
            await engine.SendAsync(grain, query) is { Refusal: null } read ? JsonSerializer.Serialize(read.Answer, Shown) : null;
}
