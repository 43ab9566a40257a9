namespace PromptFunctions.Azurite;

/// <summary>The ports of Azurite's services; 0 lets the system choose.</summary>
internal sealed record AzuritePorts(int Blob, int Queue, int Table);
