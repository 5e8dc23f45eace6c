namespace Evaluation.Gateway.Pages.Shared;

/// <summary>A change that was made after a form had been opened.</summary>
/// <param name="What">The name of what was changed.</param>
/// <param name="Before">Its value in the form at first.</param>
/// <param name="Now">The stored value.</param>
/// <param name="Mine">The value in the form now.</param>
public sealed record StaleChange(string What, string Before, string Now, string Mine);
