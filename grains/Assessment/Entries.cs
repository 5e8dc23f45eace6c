namespace Evaluation.Assessment;

/// <summary>The lists of a ledger. Each has at most one entry per name.</summary>
internal static class Entries
{
    extension<T>(IReadOnlyList<T> entries)
        where T : class
    {
        /// <summary>Replaces the entry with the same name, or appends the entry if there is none.</summary>
        public IReadOnlyList<T> With(T entry, Func<T, string> name)
        {
            var has = entries.Any(other => name(other) == name(entry));
            return has ? [.. entries.Select(other => name(other) == name(entry) ? entry : other)] : [.. entries, entry];
        }

        public IReadOnlyList<T> Without(string gone, Func<T, string> name) => [.. entries.Where(entry => name(entry) != gone)];
    }
}
