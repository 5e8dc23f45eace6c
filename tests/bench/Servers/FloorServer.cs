using System.Buffers;
using System.IO.Pipelines;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Bench.Servers;

/// <summary>
/// The HTTP floor: the embedded host's server with one route of the same shape, which reads credential, id and ballot as the product
/// does, stores nothing, and answers as many bytes. What a durable ballot costs beyond it is the product's own doing.
/// </summary>
internal sealed class FloorServer(BallotForm form)
{
    public const string Command = "floor";

    private const string Scheme = "Ballot ";

    private static readonly byte[] Answer = """{"receipt":"3-100000-0123456789abcdef0123","accepted":1,"remaining":59}"""u8.ToArray();

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.ConfigureServer();
        await using var app = builder.Build();
        app.UseRouting();
        var floor = new FloorServer(new(BenchRound.Rules()));
        app.MapGroup("/api").MapGroup("/rounds/{round}/ballot").MapPut("", (Delegate)floor.CastAsync).ShortCircuit();
        app.Lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine($"The floor listens on {app.Urls.First()}"));
        await app.RunAsync();
        return BenchExit.Valid;
    }

    private async Task CastAsync(HttpContext context)
    {
        if (context.Request.RouteValues["round"] is not BenchRound.Id || !TryCredential(context, out _) || context.Request.Headers["Ballot-Id"] is not [{ } id] || !BallotId.TryHash(id, out _))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var body = context.Request.BodyReader;
        ReadResult read;
        while (!(read = await body.ReadAsync()).IsCompleted && read.Buffer.Length <= Limits.BallotBytes)
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        var slips = BallotReader.Read(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray(), form);
        body.AdvanceTo(read.Buffer.End);
        if (slips.IsRefused(out var refusal))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(refusal.Detail);
            return;
        }
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Answer.Length;
        context.Response.BodyWriter.Write(Answer);
    }

    private static bool TryCredential(HttpContext context, out CredentialHash credential)
    {
        credential = default;
        if (!TrySecret(context, out var secret))
            return false;
        credential = VoterKey.None.NameOf(secret);
        return true;
    }

    private static bool TrySecret(HttpContext context, out CredentialSecret credential)
    {
        credential = default;
        return context.Request.Headers.Authorization is [{ } header]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Credential.TryRead(header.AsSpan(Scheme.Length), out credential);
    }
}
