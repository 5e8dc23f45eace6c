using System.Runtime.CompilerServices;
using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>
/// One call for credentials: all of them are issued or none. They are made, stored and returned in chunks, so memory does not grow with
/// their number.
/// </summary>
/// <remarks>
/// <see cref="ReserveAsync"/> reserves them on the roll; <see cref="MakeAsync"/> stores each chunk before it yields it;
/// <see cref="ConfirmAsync"/> ends the call, or <see cref="AbandonAsync"/> removes the stored ones. After a crash
/// <see cref="AbandonAsync"/> is called for every open batch of the round.
/// </remarks>
/// <param name="engine">Runs the grains.</param>
/// <param name="clock">The server's clock.</param>
/// <param name="random">Fills a span with cryptographically random bytes.</param>
public sealed class CredentialIssue(IEngine engine, TimeProvider clock, FillRandom random)
{
    public ValueTask<Outcome<RoundView>> ReserveAsync(string round, string batch, string group, int count, IReadOnlyList<string>? units, string by) =>
        engine.SendAsync(RoundGrain.Ref(round), new ReserveCredentials(batch, group, count, units, clock.GetUtcNow(), by));

    /// <summary>The credentials in chunks of at most <see cref="Limits.CredentialsPerChunk"/>, each durable before it is yielded.</summary>
    /// <exception cref="IssueInterruptedException">A box refused; call <see cref="AbandonAsync"/>.</exception>
    public async IAsyncEnumerable<IReadOnlyList<string>> MakeAsync(
        RoundView round, string batch, string group, int count, IReadOnlyList<string>? units, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (var left = count; left > 0; left -= Limits.CredentialsPerChunk)
        {
            cancel.ThrowIfCancellationRequested();
            var chunk = Make(Math.Min(left, Limits.CredentialsPerChunk));
            var boxes = chunk.GroupBy(credential => credential.Hash.Box(round.BallotBoxes), credential => credential.Hash);
            var stored = await Task.WhenAll(boxes.Select(box =>
                engine.SendAsync(BoxGrain.Ref(round.Id, box.Key), new StoreCredentials(batch, group, units, [.. box])).AsTask()));
            if (stored.Select(box => box.Refusal).FirstOrDefault(refusal => refusal is not null) is { } failure)
                throw new IssueInterruptedException(failure);
            yield return [.. chunk.Select(credential => credential.Text)];
        }
    }

    /// <summary>
    /// Ends the call. Sent again while its outcome is unknown: abandoning the batch then could remove confirmed credentials.
    /// </summary>
    public async ValueTask<Outcome<RoundView>> ConfirmAsync(string round, string batch, int count)
    {
        var confirmed = await SettleAsync();
        for (var attempt = 1; attempt < Limits.TurnAttempts && confirmed.Refusal?.Code == RefusalCode.Busy; attempt++)
            confirmed = await SettleAsync();
        return confirmed;

        ValueTask<Outcome<RoundView>> SettleAsync() =>
            engine.SendAsync(RoundGrain.Ref(round), new SettleCredentials(batch, count, clock.GetUtcNow()));
    }

    /// <summary>Removes the batch's credentials that have not voted, and returns them to the roll.</summary>
    public async ValueTask<Outcome<RoundView>> AbandonAsync(RoundView round, string batch)
    {
        var kept = 0;
        for (var box = 0; box < round.BallotBoxes; box++)
        {
            var left = await engine.SendAsync(BoxGrain.Ref(round.Id, box), new VoidCredentials(batch));
            if (left.IsRefused(out var refusal))
                return refusal;
            kept += left.Answer.Count;
        }
        return await engine.SendAsync(RoundGrain.Ref(round.Id), new SettleCredentials(batch, kept, clock.GetUtcNow(), "the call was interrupted"));
    }

    private List<(string Text, CredentialHash Hash)> Make(int count)
    {
        var made = new List<(string, CredentialHash)>(count);
        Span<byte> secret = stackalloc byte[Credential.SecretBytes];
        for (var i = 0; i < count; i++)
        {
            random(secret);
            made.Add((Credential.Format(secret), CredentialHash.Of(secret)));
        }
        return made;
    }
}

/// <summary>Fills the span with random bytes.</summary>
public delegate void FillRandom(Span<byte> bytes);

/// <summary>Credentials could not be stored.</summary>
public sealed class IssueInterruptedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
