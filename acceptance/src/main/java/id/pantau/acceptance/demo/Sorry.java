package id.pantau.acceptance.demo;

/** Something the person at the keyboard can mend; the message is a sentence for that person. */
final class Sorry extends RuntimeException {
  private static final long serialVersionUID = 1;

  Sorry(String indonesian, String english) {
    super(indonesian + "\n" + english);
  }

  Sorry(String indonesian, String english, Throwable cause) {
    super(indonesian + "\n" + english, cause);
  }
}
