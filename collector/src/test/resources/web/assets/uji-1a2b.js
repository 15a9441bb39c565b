console.log("uji");
