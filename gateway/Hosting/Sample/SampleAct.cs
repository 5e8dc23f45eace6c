using System.Globalization;
using System.Text.Json;
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
public sealed record SampleScript(IReadOnlyList<JsonElement> Staff, IReadOnlyList<SampleAct> Panels, IReadOnlyList<IReadOnlyList<SampleAct>> Lanes)
{
    private const int DaysToMend = 14;
    private const int MonthsSinceConferred = 22;

    /// <summary>The script with the days that are relative to today.</summary>
    public static SampleScript Read(DateTimeOffset now)
    {
        using var stream = typeof(SampleScript).Assembly.GetManifestResourceStream("sample/civilised-acts.json")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd()
            .Replace("{due}", Day(now.AddDays(DaysToMend)), StringComparison.Ordinal)
            .Replace("{conferred}", Day(now.AddMonths(-MonthsSinceConferred)), StringComparison.Ordinal)
            .Replace("{year}", Complaints.ComplaintYears.Of(now), StringComparison.Ordinal);
        return JsonSerializer.Deserialize<SampleScript>(text, Http.ApiJson.Options)!;
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
