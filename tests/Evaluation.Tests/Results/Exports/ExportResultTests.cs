using System.IO.Pipelines;
using System.Text;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Results.Exports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Results.Exports;

/// <summary>Exports that are refused, interrupted, read slowly or abandoned.</summary>
public sealed class ExportResultTests
{
    private const int Many = 100_000;

    private static readonly ExportTable Table = new(new("表", "Table"), [new("text", "文字", "Text")]);

    private int _asked;

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Json)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task An_interrupted_export_aborts_the_connection_without_an_end(ExportFormat format)
    {
        var reader = new Reader();
        await Assert.ThrowsAsync<ExportInterruptedException>(() => Result(RowsAsync(Many, failAt: Many - 1), format).ExecuteAsync(reader.Context));
        Assert.True(reader.IsAborted);
        var text = Encoding.UTF8.GetString(reader.Body.ToArray());
        Assert.True(text.Length > 10_000);
        Assert.DoesNotContain("sha256", text, StringComparison.Ordinal);
        Assert.DoesNotContain("xl/workbook.xml", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_before_the_first_row_is_an_ordinary_refusal()
    {
        var reader = new Reader();
        await Result(RowsAsync(1, failAt: 0), ExportFormat.Csv).ExecuteAsync(reader.Context);
        Assert.False(reader.IsAborted);
        Assert.Equal((503, "application/problem+json"), (reader.Context.Response.StatusCode, reader.Context.Response.ContentType));
        Assert.False(reader.Context.Response.Headers.ContainsKey("Content-Disposition"));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Json)]
    [InlineData(ExportFormat.Xlsx)]
    public async Task A_slow_reader_slows_the_export_down(ExportFormat format)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 1024, resumeWriterThreshold: 512, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline));
        var reader = new Reader(pipe.Writer.AsStream());
        var export = Result(RowsAsync(Many), format).ExecuteAsync(reader.Context);
        Assert.False(export.IsCompleted);
        Assert.True(_asked < Many / 2, $"{_asked} rows were asked for while nobody read.");

        var reading = pipe.Reader.AsStream().CopyToAsync(Stream.Null);
        await export;
        await pipe.Writer.CompleteAsync();
        await reading;
        Assert.Equal(Many, _asked);
    }

    [Fact]
    public async Task An_export_ends_when_its_reader_goes_away()
    {
        using var gone = new CancellationTokenSource();
        var reader = new Reader();
        reader.Context.RequestAborted = gone.Token;
        var rows = RowsAsync(Many, at: Many / 2, then: gone.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Result(rows, ExportFormat.Csv).ExecuteAsync(reader.Context));
        Assert.True(_asked < Many);
    }

    [Fact]
    public async Task HEAD_is_answered_without_reading_a_row()
    {
        var reader = new Reader();
        reader.Context.Request.Method = HttpMethods.Head;
        await Result(RowsAsync(Many), ExportFormat.Csv).ExecuteAsync(reader.Context);
        Assert.Equal(("text/csv; charset=utf-8", "attachment; filename=\"name.csv\""), (reader.Context.Response.ContentType, reader.Context.Response.Headers.ContentDisposition.ToString()));
        Assert.Equal((0, 0L), (_asked, reader.Body.Length));
    }

    private static ExportResult Result(IAsyncEnumerable<ExportRow> rows, ExportFormat format) =>
        new(new Export("name", Table, rows), format, "small", "slips", isPublic: false);

    private async IAsyncEnumerable<ExportRow> RowsAsync(int count, int? failAt = null, int? at = null, Action? then = null)
    {
        for (var row = 0; row < count; row++)
        {
            if (row == failAt)
                throw new ExportInterruptedException(Refusal.Busy);
            if (row == at)
                then!();
            _asked++;
            // All rows differ, so that a compressed format also produces output.
            yield return new([Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(row)))]);
        }
        await Task.CompletedTask;
    }

    /// <summary>A response whose body and connection can be inspected.</summary>
    private sealed class Reader : IHttpRequestLifetimeFeature
    {
        public Reader(Stream? body = null)
        {
            Context.Features.Set<IHttpRequestLifetimeFeature>(this);
            Context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body ?? Body));
        }

        public DefaultHttpContext Context { get; } = new() { RequestServices = new ServiceCollection().AddSingleton<ExportLimiter>().BuildServiceProvider() };

        public MemoryStream Body { get; } = new();

        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
