namespace Evaluation.Gateway.Pages.Shared;

/// <summary>A change that was made after a form had been opened.</summary>
/// <param name="What">The name of what was changed.</param>
/// <param name="Before">Its value in the form at first; null where that is not known.</param>
/// <param name="Now">The stored value.</param>
/// <param name="Mine">The value in the form now.</param>
public sealed record StaleChange(string What, string? Before, string Now, string Mine)
{
    /// <summary>The fields in which the stored value and the form differ.</summary>
    public static IReadOnlyList<StaleChange> Of(params IEnumerable<(string What, string Now, string Mine)> fields) =>
        [.. fields.Where(field => field.Now != field.Mine).Select(field => new StaleChange(field.What, null, field.Now, field.Mine))];
}
