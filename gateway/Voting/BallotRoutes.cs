using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Unicode;
using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Voting;

/// <summary>The routes of voters: cast a ballot, and read one's own progress. Load peaks here when voting opens.</summary>
/// <remarks>
/// The route that casts a ballot is short-circuited: no middleware runs before it. It parses the ballot once, directly from the server's
/// buffer into compact slips, and writes the answer of the ballot box directly into the response.
/// </remarks>
public sealed class BallotRoutes(IEngine engine, BallotForms forms, VoterKeys keys, AttemptLimiter attempts, PartLimiter parts, RefusalCounts refusals, TimeProvider clock)
{
    private const int AnswerBytesMax = 128;

    internal static readonly Refusal CredentialMissing = new(RefusalCode.NoSuchCredential, "Voting takes a credential: Authorization: Ballot <credential>.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var routes = api.ServiceProvider.GetRequiredService<BallotRoutes>();
        var ballot = api.MapGroup("/rounds/{round}/ballot").WithTags("Voting");
        // The handlers are mapped as Delegate, because the OpenAPI document does not describe a RequestDelegate. A handler whose only
        // parameter is the context needs no parameter binding. It writes its response itself, so the success type is declared here.
        ballot.Refuses(RefusalCode.NoSuchRound, RefusalCode.NotOpen, RefusalCode.NoSuchCredential, RefusalCode.TooManyAttempts, RefusalCode.Busy, RefusalCode.KeyMissing, RefusalCode.KeyDiffers);
#pragma warning disable RDG002 // A generated binding would add an async state machine to every ballot.
        ballot.MapPut("", (Delegate)UnexpectedProblems.Guarded(routes.CastAsync)).WithSummary("Cast a ballot; acknowledged only when it is durable; sending the same again changes nothing")
            .WithDescription("After `busy` (503) the ballot may or may not have been counted. Sending the same ballot again is always safe: it counts once.")
            .Reads<BallotBody>().Produces<BallotReceipt>()
            .Refuses(RefusalCode.BadBallot, RefusalCode.NoSuchUnit, RefusalCode.UnitNotYours, RefusalCode.AlreadyCast, RefusalCode.OverLimit)
            .ReadsBallotId().ShortCircuit();
#pragma warning restore RDG002
        ballot.MapGet("", (Delegate)routes.ProgressAsync).WithSummary("Own progress: units rated and still to rate, ballots counted and the day of the last, never the marks. Not after the key of the round is destroyed")
            .Produces<BallotProgress>().RequireAuthorization(BallotHandler.Policy);
        ballot.MapPost("/finish", (Delegate)routes.FinishAsync).WithSummary("Finish the ballot: it is checked as a whole; a later ballot opens it again")
            .WithDescription("Only in rounds whose rules ask for it: a limit with a min, or uniform `refuse`. Takes no body. Sending it again changes nothing.")
            .Produces<FinishedBallot>().Refuses(RefusalCode.UnderLimit, RefusalCode.UniformBallot, RefusalCode.NothingToFinish).RequireAuthorization(BallotHandler.Policy);
    }

    /// <summary>
    /// Casts a ballot. Allocates no async state machine in the usual case: the ballot form is cached and the whole body has arrived.
    /// </summary>
    public Task CastAsync(HttpContext context)
    {
        if (!BallotHandler.TryRead(context.Request, out var secret))
            return RefuseAsync(context, CredentialMissing);
        if (parts.IsExhausted(secret, context.Connection.RemoteIpAddress, out var exhausted))
            return RefuseAsync(context, exhausted);
        if (QueryParameters.Refuse(context) is { } unknown)
            return RefuseAsync(context, unknown);
        if (!BallotIdHeader.TryRead(context.Request, out var id))
            return RefuseAsync(context, BallotIdHeader.Bad);
        if (context.Request.ContentLength > Limits.BallotBytes)
            return RefuseAsync(context, JsonBody.TooLarge);
        var round = (string)context.Request.RouteValues["round"]!;
        if (!forms.TryGet(round, out var form) || !keys.TryGet(round, out var key))
            return FindFormAsync(context, secret, id);
        var credential = key.NameOf(secret);
        var body = context.Request.BodyReader;
        if (!body.TryRead(out var read))
            return WaitForBodyAsync(context, credential, id, form);
        if (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start);
            return WaitForBodyAsync(context, credential, id, form);
        }
        var slips = Read(read.Buffer, form);
        body.AdvanceTo(read.Buffer.End);
        return AnswerAsync(context, credential, id, slips);
    }

    private async Task FindFormAsync(HttpContext context, CredentialSecret secret, BallotId id)
    {
        var voter = await FindVoterAsync(context, secret);
        await (voter.IsRefused(out var refusal) ? RefuseAsync(context, refusal) : WaitForBodyAsync(context, voter.Answer.Credential, id, voter.Answer.Form));
    }

    /// <summary>The form of the round, and the name by which it knows the holder of a credential.</summary>
    private async ValueTask<Outcome<FoundVoter>> FindVoterAsync(HttpContext context, CredentialSecret secret)
    {
        if (parts.IsExhausted(secret, context.Connection.RemoteIpAddress, out var exhausted))
            return exhausted;
        var round = (string)context.Request.RouteValues["round"]!;
        var form = await forms.GetAsync(round);
        if (form.IsRefused(out var refusal))
            return refusal;
        var key = await keys.GetAsync(round);
        return key.IsRefused(out refusal) ? refusal : new FoundVoter(form.Answer, key.Answer.NameOf(secret));
    }

    private sealed record FoundVoter(BallotForm Form, CredentialHash Credential)
    {
        public int BoxNumber => Credential.Box(Form.BoxCount);

        public GrainRef<BallotBox> Box => Form.Box(BoxNumber);
    }

    /// <remarks>
    /// Copies each part of the body when it arrives and consumes it. If bytes stayed unconsumed in the pipe, the server would log an error
    /// for every client that disconnects.
    /// </remarks>
    private async Task WaitForBodyAsync(HttpContext context, CredentialHash credential, BallotId id, BallotForm form)
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
        await AnswerAsync(context, credential, id, Read(new(come.WrittenMemory), form));
    }

    private Task AnswerAsync(HttpContext context, CredentialHash credential, BallotId id, Outcome<byte[]> slips) =>
        slips.IsRefused(out var refusal) ? RefuseAsync(context, refusal) : SendAsync(context, new(credential, clock.GetUtcNow(), slips.Answer, id));

    /// <remarks>
    /// Local variables that live across an await are allocated for every ballot. So they are few, and both awaits have the same type.
    /// </remarks>
    private async Task SendAsync(HttpContext context, CastBallot ballot)
    {
        var cast = await AskAsync(context, ballot);
        // During an upgrade a silo of the earlier version does not know ids. It recognises a resend by its slips.
        if (cast.IsRefused(out var refusal) && refusal.Code == RefusalCode.NotYetSupported && !ballot.Id.IsNone)
            cast = await AskAsync(context, ballot with { Id = default });
        if (cast.IsRefused(out refusal))
        {
            await RefusedAsync(context, refusal);
            return;
        }
        Meters.BallotsAccepted.Add(1);
        // The instant of the ballot is at hand; a timestamp would be one more variable that lives across the await.
        if (Meters.BallotSeconds.Enabled)
            Meters.BallotSeconds.Record(Math.Max(0, (clock.GetUtcNow() - ballot.At).TotalSeconds));
        Answer(context, ballot.Credential, cast.Answer);
    }

    private ValueTask<Outcome<BallotCounted>> AskAsync(HttpContext context, CastBallot ballot)
    {
        var form = FormOf(context);
        return engine.SendAsync(form.Box(ballot.Credential.Box(form.BoxCount)), ballot);
    }

    private async ValueTask<Outcome<BallotCounted>> RefusedAsync(HttpContext context, Refusal refusal)
    {
        await RefuseAsync(context, refusal);
        return refusal;
    }

    public async Task ProgressAsync(HttpContext context)
    {
        var round = (string)context.Request.RouteValues["round"]!;
        var voter = await FindVoterAsync(context, BallotIdentity.SecretOf(context.User));
        if (voter.IsRefused(out var refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        var progress = await engine.SendAsync(voter.Answer.Box, new ViewProgress(voter.Answer.Credential));
        if (progress.IsRefused(out refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        var units = voter.Answer.Form.Shape.Units;
        var receipt = progress.Answer.Sequence is { } sequence ? ReceiptText.Of(round, voter.Answer.BoxNumber, sequence, voter.Answer.Credential, progress.Answer.Leaf) : null;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(new BallotProgress(
            receipt,
            [.. progress.Answer.Rated.Select(unit => units[unit])],
            [.. progress.Answer.Remaining.Select(unit => units[unit])])
        {
            Finished = progress.Answer.Finished,
            LeftOut = progress.Answer.LeftOut,
            Ballots = progress.Answer.Ballots,
            LastOn = progress.Answer.Minute is { } minute ? DayOf(minute, voter.Answer.Form.TimeZone) : null,
        });
    }

    /// <summary>The day of a ballot in the time zone of its round. The minute would tell more than the voter needs.</summary>
    private static DateOnly DayOf(uint minute, string timeZone) => DateOnly.FromDateTime(DateTimeOffset.UnixEpoch.AddMinutes(minute).In(timeZone).DateTime);

    private async Task FinishAsync(HttpContext context)
    {
        var round = (string)context.Request.RouteValues["round"]!;
        var voter = await FindVoterAsync(context, BallotIdentity.SecretOf(context.User));
        if (voter.IsRefused(out var refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        var finished = await engine.SendAsync(voter.Answer.Box, new FinishBallot(voter.Answer.Credential, clock.GetUtcNow()));
        if (finished.IsRefused(out refusal))
        {
            await RefuseAsync(context, refusal);
            return;
        }
        var ballot = finished.Answer;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(new FinishedBallot(ReceiptText.Of(round, voter.Answer.BoxNumber, ballot.Sequence, voter.Answer.Credential, ballot.Leaf), ballot.Rated, ballot.Remaining, ballot.IsFinished));
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

    private void Answer(HttpContext context, CredentialHash credential, BallotCounted counted)
    {
        var (response, form) = (context.Response, FormOf(context));
        var span = response.BodyWriter.GetSpan(AnswerBytesMax);
        Span<char> receipt = stackalloc char[ReceiptText.CharactersMax];
        receipt = receipt[..ReceiptText.Format(receipt, form.Round, credential.Box(form.BoxCount), counted.Sequence, credential, counted.Leaf)];
        var finished = counted.Finished switch { null => "", true => ",\"finished\":true", _ => ",\"finished\":false" };
        Utf8.TryWrite(
            span,
            CultureInfo.InvariantCulture,
            $$"""{"receipt":"{{receipt}}","accepted":{{counted.Accepted}},"remaining":{{counted.Remaining}}{{finished}}}""",
            out var length);
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = length;
        response.BodyWriter.Advance(length);
    }

    /// <summary>The form of the round of a ballot that has been read.</summary>
    private BallotForm FormOf(HttpContext context) =>
        forms.TryGet((string)context.Request.RouteValues["round"]!, out var form) ? form : throw new InvalidOperationException("The form is not known yet.");

    /// <summary>Refuses a call that needs a credential, and counts the refusal.</summary>
    internal Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        // A request without a credential is no attempt to guess one.
        if (refusal.Code == RefusalCode.NoSuchCredential && context.Request.Headers.Authorization.Count > 0)
        {
            if (BallotHandler.TryRead(context.Request, out var secret))
                parts.Count(secret, context.Connection.RemoteIpAddress);
            refusal = attempts.Refuse(SecretKind.Credential, context.Connection.RemoteIpAddress, refusal);
        }
        if (forms.TryGet((string)context.Request.RouteValues["round"]!, out var form))
        {
            refusals.Add(form.Round, refusal.Code);
            // A ballot box does not know the time zone of its round.
            refusal = refusal.In(form.TimeZone);
        }
        if (Meters.BallotsRefused.Enabled)
            Meters.BallotsRefused.Add(1, KeyValuePair.Create<string, object?>("code", RefusalTable.Word(refusal.Code)));
        return refusal.ToResult().ExecuteAsync(context);
    }
}
