Console.WriteLine("hrgraph");
