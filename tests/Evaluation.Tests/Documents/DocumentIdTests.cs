using Evaluation.Documents;

namespace Evaluation.Tests.Documents;

public sealed class DocumentIdTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("line\nbreak")]
    [InlineData("\ud83d")]
    public void A_key_is_text_that_every_store_can_hold(string key) => Assert.Throws<ArgumentException>(() => new DocumentId(DocumentKind.Draft, key));

    [Fact]
    public void The_length_of_a_key_is_counted_in_bytes()
    {
        Assert.Equal(Limits.DocumentKeyBytes / 3, new DocumentId(DocumentKind.Draft, new('市', Limits.DocumentKeyBytes / 3)).Key.Length);
        Assert.Throws<ArgumentException>(() => new DocumentId(DocumentKind.Draft, new('市', (Limits.DocumentKeyBytes / 3) + 1)));
    }
}
