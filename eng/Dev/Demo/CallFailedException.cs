namespace PromptFunctions.Dev.Demo;

/// <summary>The service answered with an error.</summary>
internal sealed class CallFailedException(Exchange exchange) : Exception($"{exchange.Method} {exchange.Path}: {(int)exchange.Status}")
{
    public Exchange Exchange => exchange;
}
