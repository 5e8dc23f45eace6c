using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Unicode;
using Evaluation.Ballots;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Voting;

/// <summary>Casting ballots and looking at one's own progress: the path on which the peak comes.</summary>
/// <remarks>
/// Casting short-circuits: nothing stands between the server and the handler. A ballot is read once, from the server's own buffer, into the
/// form in which it is kept; the box's answer is written straight into the response.
/// </remarks>
public sealed class BallotRoutes(IEngine engine, BallotForms forms, AttemptLimiter attempts, RefusalCounts refusals, TimeProvider clock)
{
    private const int AnswerBytesMax = 128;

    internal static readonly Refusal CredentialMissing = new(RefusalCode.NoSuchCredential, "Voting takes a credential: Authorization: Ballot <credential>.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.ServiceProvider.GetRequiredService<BallotRoutes>();
        var ballot = api.MapGroup("/rounds/{round}/ballot").WithTags("Voting");
        // As delegates, not as RequestDelegate: the contract can describe them, and a handler that takes the context alone costs no
        // binding. The handlers write their answers themselves, so the successes are described here.
        ballot.Refuses(RefusalCode.NoSuchRound, RefusalCode.NotOpen, RefusalCode.NoSuchCredential, RefusalCode.TooManyAttempts, RefusalCode.Busy);
        ballot.MapPut("", (Delegate)UnexpectedProblems.Guarded(routes.CastAsync)).WithSummary("Cast a ballot; acknowledged only when it is durable; sending the same again changes nothing")
            .Reads<BallotBody>().Produces<BallotReceipt>()
            .Refuses(RefusalCode.BadBallot, RefusalCode.NoSuchUnit, RefusalCode.UnitNotYours, RefusalCode.AlreadyCast)
            .ShortCircuit();
        ballot.MapGet("", (Delegate)routes.ProgressAsync).WithSummary("Own progress: units rated and still to rate, never the marks")
            .Produces<BallotProgress>().RequireAuthorization(BallotHandler.Policy);
    }

    /// <summary>
    /// Runs without a state machine of its own as long as the form is known and the whole body is there, which is the rule.
    /// </summary>
    public Task CastAsync(HttpContext context)
    {
        if (!BallotHandler.TryRead(context.Request, out var credential))
            return RefuseAsync(context, CredentialMissing);
        if (context.Request.ContentLength > Limits.BallotBytes)
            return RefuseAsync(context, JsonBody.TooLarge);
        if (!forms.TryGet((string)context.Request.RouteValues["round"]!, out var form))
            return FindFormAsync(context, credential);
        var body = context.Request.BodyReader;
        if (!body.TryRead(out var read))
            return WaitForBodyAsync(context, credential, form);
        if (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start);
            return WaitForBodyAsync(context, credential, form);
        }
        var slips = Read(read.Buffer, form);
        body.AdvanceTo(read.Buffer.End);
        return AnswerAsync(context, credential, form, slips);
    }

    private async Task FindFormAsync(HttpContext context, CredentialHash credential)
    {
        var form = await forms.GetAsync((string)context.Request.RouteValues["round"]!);
        await (form.IsRefused(out var refusal) ? RefuseAsync(context, refusal) : WaitForBodyAsync(context, credential, form.Answer));
    }

    /// <remarks>
    /// Copies what has come, piece by piece: bytes that were looked at and left in the pipe could not be given back to the server when the
    /// caller goes away, and it would complain of every one.
    /// </remarks>
    private async Task WaitForBodyAsync(HttpContext context, CredentialHash credential, BallotForm form)
    {
        var come = new ArrayBufferWriter<byte>((int)(context.Request.ContentLength ?? 0) + 1);
        try
        {
            ReadResult read;
            do
            {
                read = await context.Request.BodyReader.ReadAsync();
                foreach (var piece in read.Buffer)
                    come.Write(piece.Span);
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted && come.WrittenCount <= Limits.BallotBytes);
        }
        catch (Exception failure)
        {
            await UnexpectedProblems.AnswerAsync(context, failure);
            return;
        }
        await AnswerAsync(context, credential, form, Read(new(come.WrittenMemory), form));
    }

    private Task AnswerAsync(HttpContext context, CredentialHash credential, BallotForm form, Outcome<byte[]> slips) =>
        slips.IsRefused(out var refusal) ? RefuseAsync(context, refusal) : SendAsync(context, form, new(credential, clock.GetUtcNow(), slips.Answer));

    /// <remarks>What it still knows while the ballot waits is allocated for every ballot, so it knows little.</remarks>
    private async Task SendAsync(HttpContext context, BallotForm form, CastBallot ballot)
    {
        var box = ballot.Credential.Box(form.BoxCount);
        var cast = await engine.SendAsync(form.Box(box), ballot);
        if (cast.IsRefused(out var refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        Meters.BallotsAccepted.Add(1);
        Answer(context.Response, form.Round, box, ballot.Credential, cast.Answer);
    }

    public async Task ProgressAsync(HttpContext context)
    {
        var round = (string)context.Request.RouteValues["round"]!;
        var credential = BallotIdentity.CredentialOf(context.User);
        var form = await forms.GetAsync(round);
        if (form.IsRefused(out var refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        var box = credential.Box(form.Answer.BoxCount);
        var progress = await engine.SendAsync(form.Answer.Box(box), new ViewProgress(credential));
        if (progress.IsRefused(out refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        var units = form.Answer.Shape.Units;
        var receipt = progress.Answer.Sequence is { } sequence ? Receipt.Of(round, box, sequence, credential) : null;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(new BallotProgress(
            receipt,
            [.. progress.Answer.Rated.Select(unit => units[unit])],
            [.. progress.Answer.Remaining.Select(unit => units[unit])]));
    }

    private static Outcome<byte[]> Read(ReadOnlySequence<byte> body, BallotForm form)
    {
        if (body.Length > Limits.BallotBytes)
            return JsonBody.TooLarge;
        if (body.IsSingleSegment)
            return BallotReader.Read(body.FirstSpan, form);
        var whole = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(whole);
        var slips = BallotReader.Read(whole.AsSpan(0, (int)body.Length), form);
        ArrayPool<byte>.Shared.Return(whole);
        return slips;
    }

    private static void Answer(HttpResponse response, string round, int box, CredentialHash credential, BallotCounted counted)
    {
        var span = response.BodyWriter.GetSpan(AnswerBytesMax);
        Span<char> receipt = stackalloc char[Receipt.CharactersMax];
        receipt = receipt[..Receipt.Format(receipt, round, box, counted.Sequence, credential)];
        Utf8.TryWrite(
            span,
            CultureInfo.InvariantCulture,
            $$"""{"receipt":"{{receipt}}","accepted":{{counted.Accepted}},"remaining":{{counted.Remaining}}}""",
            out var length);
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
    }

    /// <summary>Refuses a call that needs a credential, and counts the refusal.</summary>
    internal Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        // A request without a credential is no attempt to guess one.
        if (refusal.Code == RefusalCode.NoSuchCredential && context.Request.Headers.Authorization.Count > 0)
            refusal = attempts.Refuse(SecretKind.Credential, context.Connection.RemoteIpAddress, refusal);
        if (forms.TryGet((string)context.Request.RouteValues["round"]!, out var form))
            refusals.Add(form.Round, refusal.Code);
        if (Meters.BallotsRefused.Enabled)
            Meters.BallotsRefused.Add(1, KeyValuePair.Create<string, object?>("code", RefusalTable.Word(refusal.Code)));
        return refusal.ToResult().ExecuteAsync(context);
    }
}

/// <summary>What a respondent sends; documentation of the contract, not used to read it.</summary>
public sealed record BallotBody(IReadOnlyList<BallotSlip> Slips);

/// <param name="Unit">The unit's code.</param>
/// <param name="Marks">Indexes into the options, one for each vote criterion in paper order.</param>
/// <param name="Comment">At most 500 characters.</param>
public sealed record BallotSlip(string Unit, IReadOnlyList<int> Marks, string? Comment = null);

/// <summary>The answer to a ballot that is in.</summary>
/// <param name="Receipt">Proves that the ballot is in and shows no choice.</param>
/// <param name="Accepted">Slips of this ballot.</param>
/// <param name="Remaining">Units still to rate.</param>
public sealed record BallotReceipt(string Receipt, int Accepted, int Remaining);

/// <summary>A respondent's progress by codes of units.</summary>
public sealed record BallotProgress(string? Receipt, IReadOnlyList<string> Rated, IReadOnlyList<string> Remaining);
