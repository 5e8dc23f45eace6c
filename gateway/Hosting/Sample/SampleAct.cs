using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Hosting.Sample;

/// <summary>One act of the assessment sample, as one call of the API.</summary>
/// <param name="Act">The kind of the act: see <see cref="SampleActs"/>.</param>
/// <param name="By">The account.</param>
/// <param name="Unit">The unit; null where the act concerns none.</param>
/// <param name="On">What the act concerns: a criterion, an id, a code; null for a new entry.</param>
/// <param name="Body">The body of the call.</param>
public sealed record SampleAct(string Act, string By, string? Unit = null, string? On = null, JsonElement Body = default)
{
    /// <exception cref="InvalidOperationException">The body has faults.</exception>
    internal T Read<T>(Func<JsonElement, FaultList, T> read)
    {
        var faults = new FaultList();
        var body = read(Body, faults);
        return faults.Faults.Count == 0 ? body : throw new InvalidOperationException($"The sample act {this} has faults: {faults.Faults[0]}");
    }
}

/// <summary>The script of the assessment sample.</summary>
/// <param name="Staff">The accounts, each as the body of the call that adds it.</param>
/// <param name="Panels">Acts that come first.</param>
/// <param name="Lanes">Acts in their order. Lanes are independent of each other.</param>
public sealed partial record SampleScript(IReadOnlyList<JsonElement> Staff, IReadOnlyList<SampleAct> Panels, IReadOnlyList<IReadOnlyList<SampleAct>> Lanes)
{
    /// <summary>
    /// The script with its days: <c>{day-7}</c> is seven days before the first start, and <c>{year}</c> is the year of the first start.
    /// So the work is half done, whatever the date is.
    /// </summary>
    public static SampleScript Read(DateTimeOffset now)
    {
        using var stream = typeof(SampleScript).Assembly.GetManifestResourceStream("sample/civilised-acts.json")!;
        using var reader = new StreamReader(stream);
        var text = Days.Replace(reader.ReadToEnd(), match => Day(now, int.Parse(match.ValueSpan[4..^1], CultureInfo.InvariantCulture)))
            .Replace("{year}", Complaints.ComplaintYears.Of(now), StringComparison.Ordinal);
        return JsonSerializer.Deserialize<SampleScript>(text, Http.ApiJson.Options)!;
    }

    [GeneratedRegex("""\{day[+-][0-9]+\}""")]
    private static partial Regex Days { get; }

    private static string Day(DateTimeOffset now, int days) =>
        Complaints.ComplaintYears.DayOf(now).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
