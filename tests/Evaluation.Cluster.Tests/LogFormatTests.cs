using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Evaluation.Cluster.Tests;

/// <summary>What a line of the console looks like, in both deployments.</summary>
public sealed class LogFormatTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_line_of_the_log_begins_with_its_time_in_UTC()
    {
        await using var embedded = EmbeddedHost.Build(["--EVALUATION_DATA", _folder.FullName]);
        await using var cluster = ClusterHost.Build(["--ConnectionStrings:Evaluation", "Host=db", "--ConnectionStrings:Keys", "Host=keys", "--EVALUATION_MASTER_KEY", KeyDatabases.MasterKey]);
        Assert.All([embedded, cluster], host =>
        {
            var before = DateTimeOffset.UtcNow;
            var line = Format(host);
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn: any\[0\] something happened\s*$", line);
            var at = DateTimeOffset.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(at, before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
        });
    }

    private static string Format(WebApplication host)
    {
        var line = new StringWriter();
        host.Services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName)
            .Write(new LogEntry<string>(LogLevel.Warning, "any", default, "something happened", null, (text, _) => text), null, line);
        return line.ToString();
    }
}
