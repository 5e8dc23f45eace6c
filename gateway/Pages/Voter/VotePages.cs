using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Pages.Voter;

/// <summary>
/// The voter's page, written and compressed once for all who read it alike: when a round opens, thousands follow their links in the same
/// minute, and to write the page for each of them would take the processor longer than to count their ballots. Besides the round it holds
/// the reader's language, size of letters and theme; for staff who have signed in, and under another spelling of its address, it is written
/// anew. What is kept is forgotten with the view of the round that it was written from.
/// </summary>
internal sealed class VotePages
{
    private readonly ConditionalWeakTable<RoundView, ConcurrentDictionary<Look, CompressedPage>> _kept = [];

    /// <summary>The round's page for who asks.</summary>
    public async Task<IResult> ShowAsync(RoundView round, HttpContext context)
    {
        var request = PageRequest.Of(context);
        if (request.Account is not null || request.Path != $"/vote/{round.Id}")
            return await WriteAsync(round, context);
        var looks = _kept.GetOrAdd(round, static _ => new());
        var look = new Look(request.Texts.Language, request.IsLarge, request.Theme);
        // Two may write it at once; they write the same.
        return looks.TryGetValue(look, out var known) ? known : looks.GetOrAdd(look, await WriteAsync(round, context));
    }

    private static async Task<CompressedPage> WriteAsync(RoundView round, HttpContext context)
    {
        var answer = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await PageResults.Show<VotePage>(new { Round = round }).ExecuteAsync(context);
        }
        finally
        {
            context.Response.Body = answer;
        }
        return new(new(page.ToArray(), CompressionLevel.Optimal));
    }

    /// <summary>All that the page takes from who asks.</summary>
    private sealed record Look(string Language, bool IsLarge, string? Theme);

    private sealed class CompressedPage(Compressed page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var (coding, body) = page.For(httpContext.Request);
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.Append("Vary", "Accept-Encoding");
            if (coding is not null)
                response.Headers.ContentEncoding = coding;
            response.ContentLength = body.Length;
            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
